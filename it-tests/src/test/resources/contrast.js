// Run by ChromeDriver as the body of a function: every visible text of the page whose contrast with what is behind it
// is lower than WCAG 2 wants (success criterion 1.4.3), as a line for people to read. Inactive controls are exempt there.

const LARGE = 24;
const LARGE_WHEN_BOLD = 18.66;

function channels(color) {
  const found = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(color);
  if (found === null) {
    throw new Error(`a colour this script does not know: ${color}`);
  }
  return [Number(found[1]), Number(found[2]), Number(found[3]), found[4] === undefined ? 1 : Number(found[4])];
}

function over([red, green, blue, alpha], behind) {
  return [red, green, blue].map((value, at) => value * alpha + behind[at] * (1 - alpha)).concat(1);
}

function ground(element) {
  if (element === null) {
    throw new Error('nothing opaque is behind the text');
  }
  const own = channels(getComputedStyle(element).backgroundColor);
  return own[3] === 1 ? own : over(own, ground(element.parentElement));
}

function luminance(color) {
  const [red, green, blue] = color.slice(0, 3).map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function opacity(element) {
  return element === null ? 1 : Number(getComputedStyle(element).opacity) * opacity(element.parentElement);
}

function fault(text, style, behind, visibility) {
  const [red, green, blue, alpha] = channels(style.color);
  const measured = ratio(over([red, green, blue, alpha * visibility], behind), behind);
  const size = parseFloat(style.fontSize);
  const large = size >= LARGE || (size >= LARGE_WHEN_BOLD && Number(style.fontWeight) >= 700);
  const wanted = large ? 3 : 4.5;
  return measured >= wanted ? [] : [`${text}: ${style.color} has ${measured.toFixed(2)} instead of ${wanted}`];
}

function ofTexts(element) {
  const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
  return texts.flatMap((text) => fault(text.data.trim(), getComputedStyle(element), ground(element), opacity(element)));
}

function ofMarks(element) {
  return ['::before', '::after'].flatMap((pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (['none', 'normal', '""'].includes(style.content)) {
      return [];
    }
    return fault(`${element.className} ${style.content}`, style, over(channels(style.backgroundColor), ground(element)), opacity(element));
  });
}

const seen = [...document.body.querySelectorAll('*')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.closest('[aria-disabled="true"]') === null);
return seen.flatMap((element) => [...ofTexts(element), ...ofMarks(element)]);
