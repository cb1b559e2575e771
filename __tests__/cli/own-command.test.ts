import { ownCommand, synthCommand } from '../../cli/own-command';

describe('a command that a message names', () => {
  test('is a script of this project where the command line runs from its source', () => {
    expect(ownCommand('image push dist/functions/search r')).toBe(
      'npm run -s signed-api -- image push dist/functions/search r',
    );
    expect(synthCommand()).toBe('npm run synth');
  });

  test('is a program of the package where it is installed', () => {
    expect(ownCommand('doctor', false)).toBe('npx signed-api doctor');
    expect(synthCommand(false)).toBe('npx cdktf synth');
  });
});
