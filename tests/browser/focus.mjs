// Where the focus of the keyboard is: every stop of a page must show it, and nothing may lie over it (RGAA 10.7; WCAG 2.4.7, 2.4.11).

/** Stops of the keyboard whose focus cannot be seen, each a sentence. */
export const unseen = async (page) => {
  // From here on the browser shows the focus as it does to readers with a keyboard.
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
      .filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
    // What may show it: the stop, what it stands in (a cell, a label), what stands beside it (the label of a choice).
    const around = (one) => [one, one.parentElement, one.parentElement?.parentElement, one.nextElementSibling, one.closest('li, article, section, div')]
      .filter(Boolean);
    const look = (one) => around(one).map((element) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(element);
      const outline = outlineStyle === 'none' || outlineWidth === '0px' || /, 0\)$/.test(outlineColor) ? '' : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
      return [outline, boxShadow, borderColor, backgroundColor].join();
    }).join(';');
    const name = (one) => `${one.localName}.${one.className} « ${(one.textContent || one.ariaLabel || one.id).trim().replace(/\s+/g, ' ').slice(0, 40)} »`;
    const covered = (one) => {
      const boxes = [...one.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      const isTop = (x, y) => {
        const top = document.elementFromPoint(x, y);
        return top !== null && (one.contains(top) || top.contains(one) || one.labels?.[0]?.contains(top));
      };
      return boxes.length > 0 && !boxes.some(({ left, right, top, bottom }) =>
        [[left + 1, top + 1], [right - 1, top + 1], [(left + right) / 2, (top + bottom) / 2], [left + 1, bottom - 1], [right - 1, bottom - 1]]
          .some(([x, y]) => isTop(x, y)));
    };
    const wrong = [];
    for (const [way, order] of [['down', stops], ['up', stops.toReversed()]]) {
      for (const one of order) {
        document.activeElement.blur();
        const before = way === 'down' && look(one);
        one.focus();
        if (document.activeElement !== one) continue;
        if (way === 'down' && look(one) === before) wrong.push(`${name(one)} does not show the focus`);
        if (covered(one)) wrong.push(`${name(one)} is covered on the way ${way}`);
      }
    }
    return wrong;
  });
};
