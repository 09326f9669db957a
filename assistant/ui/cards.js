// One listener for every card: what the user decides is sent as one event, the server answers with the new list.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-act]");
  if (!button) return;
  const card = button.closest("article[data-id]");
  if (!card) return;
  const show = (selector, visible) => { const part = card.querySelector(selector); if (part) part.hidden = !visible; };
  const send = (verdict, text, reason) => trigger("click", { id: card.dataset.id, verdict, text, reason });
  const act = button.dataset.act;
  if (act === "accept") send("accept", "", "");
  else if (act === "undo") send("undo", "", "");
  else if (act === "save") send("edit", card.querySelector(".tl-editor").value, "");
  else if (act === "refuse") send("reject", "", card.querySelector(".tl-why").value);
  else if (act === "edit" || act === "reject" || act === "cancel") {
    show(".tl-text", act !== "edit");
    show(".tl-editor", act === "edit");
    show("footer:not([class])", act === "cancel");
    show(".tl-editing", act === "edit");
    show(".tl-rejecting", act === "reject");
    const next = card.querySelector(act === "edit" ? ".tl-editor" : ".tl-why");
    if (act !== "cancel" && next) next.focus();
  }
});
