import type { BlockSchema } from './block-schema';

/** The one resource that Terraform brings itself: it holds a value and runs provisioners. */
export const TERRAFORM_DATA: BlockSchema = {
  attributes: {
    id: { type: 'string', computed: true },
    input: { type: 'dynamic', optional: true },
    output: { type: 'dynamic', computed: true },
    triggers_replace: { type: 'dynamic', optional: true },
  },
};
