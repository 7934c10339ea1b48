// What an IRI spells out; one whose escapes are no UTF-8 stays as it is.
export function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
