import { App } from 'cdktf';
import { search } from './apis';
import { OracleApiStack } from './stacks/oracle-api-stack';

const app = new App();

new OracleApiStack(app, 'oracleapi', { apis: [search] });

app.synth();
