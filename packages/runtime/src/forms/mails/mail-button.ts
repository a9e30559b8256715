/** The link `{{url}}` as a button in the form's colours. @param label HTML */
export function mailButton(label: string): string {
  return `<p><a href="{{url}}" style="display:inline-block;padding:12px 24px;border-radius:6px;background:{{accent}};color:{{onAccent}};text-decoration:none;font-weight:bold">${label}</a></p>`;
}
