import { TerraformVariable, Testing } from 'cdktf';
import { TerraformStack } from 'cdktf';
import { holdsExpression, isExpression, withoutExpressions, withoutTokens } from '../../constructs/terraform-reference';

/** What cdktf puts into a text for a variable. */
const token = new TerraformVariable(new TerraformStack(Testing.app(), 'Test'), 'Variable', {}).stringValue;

describe('a text of which only Terraform knows a part', () => {
  test.each([`https://${token}/`, 'https://${var.host}/'])('is shown without the part: %s', (text) => {
    expect(withoutExpressions(text, '<known at deploy>')).toBe('https://<known at deploy>/');
    expect(holdsExpression(text)).toBe(true);
    expect(isExpression(text)).toBe(false);
  });

  test.each([token, '${var.host}'])('may be so from start to end: %s', (text) => {
    expect(isExpression(text)).toBe(true);
  });

  test('is nothing without a part of that kind', () => {
    expect(withoutExpressions('$5 {a}', 'x')).toBe('$5 {a}');
    expect(holdsExpression('$5 {a}')).toBe(false);
  });

  test("keeps what somebody wrote where only cdktf's own counts", () => {
    expect(withoutTokens(`${token}-\${var.host}`, 'x')).toBe('x-${var.host}');
  });
});
