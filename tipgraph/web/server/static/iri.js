// Decodes the escapes of an IRI, unless they are invalid UTF-8.
export function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
