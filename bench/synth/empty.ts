import { App, TerraformStack } from 'cdktf';

/** The floor of a synth: a stack that holds nothing. */
const app = new App();
new TerraformStack(app, 'empty');
app.synth();
