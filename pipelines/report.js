const find = document.getElementById("find"), type = document.getElementById("type");
const country = document.getElementById("country"), shown = document.getElementById("shown");
const events = [...document.querySelectorAll("tbody")].map(body => ({ body, text: body.textContent.toLowerCase() }));
function filter() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { body, text } of events) {
    const fits = words.every(word => text.includes(word)) && (!type.value || body.dataset.type === type.value)
      && (!country.value || body.dataset.country === country.value);
    body.hidden = !fits;
    count += fits;
  }
  shown.textContent = `${count} of ${events.length} events`;
}
for (const control of [find, type, country]) control.addEventListener("input", filter);
document.querySelector("form").addEventListener("submit", event => event.preventDefault());
filter();
