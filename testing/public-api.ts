import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { programOf } from './doc-program';

const ROOT = path.join(__dirname, '..');
const INDEX = path.join(ROOT, 'index.ts');
/** Declares a type for each that a page writes. It is no file on the disk. */
const WRITTEN = path.join(ROOT, 'docs', 'written-types.ts');
/** Names of other packages that a page may write as a type. */
const FOREIGN = `import type { TerraformVariable } from 'cdktf';
import type { ApigatewayGateway } from '@cdktf/provider-oci/lib/apigateway-gateway';
type Readable<T> = T extends readonly (infer E)[] ? readonly E[] : T;
`;

/** What a user passes by one name. */
export interface PublicProp {
  readonly name: string;
  readonly optional: boolean;
  /** The text after `@default`. */
  readonly defaultText?: string;
  /** Where it is declared: the same for every type that inherits it. */
  readonly declaration: ts.Node;
  readonly type: ts.Type;
}

/** The props of everything that `index.ts` exports, as the compiler reads the sources. */
export class PublicApi {
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;
  private readonly exported: ReadonlyMap<string, ts.Symbol>;

  /** @param writtenTypes what {@link isWritten} is asked about. */
  constructor(private readonly writtenTypes: readonly string[]) {
    this.program = programOf(new Map([[WRITTEN, writtenFile(writtenTypes)]]));
    this.checker = this.program.getTypeChecker();
    const names = this.checker.getExportsOfModule(this.symbolOf(this.source(INDEX)));
    this.exported = new Map(names.map((symbol) => [symbol.name, this.target(symbol)]));
  }

  /** Classes that make something in a stack: those with a scope and an id. */
  constructs(): readonly string[] {
    return [...this.exported].flatMap(([name, symbol]) =>
      symbol.flags & ts.SymbolFlags.Class && this.isConstruct(this.checker.getDeclaredTypeOfSymbol(symbol))
        ? [name]
        : [],
    );
  }

  /**
   * The props of what is named in the manner of a page, or nothing if there is no such thing:
   * an interface (`Cors`), a class (`ApiAlarms`, of its constructor), a factory or a method (`OidcJwtAuth.okta`), or a prop
   * that is an object (`GatewayRoute.cors`).
   */
  propsOf(name: string): readonly PublicProp[] | undefined {
    const type = this.namedType(name);
    return type && this.propsOfType(type);
  }

  /** Factories and methods of a class that take an object of their own, as `Class.method`. */
  methodsWithProps(name: string): readonly string[] {
    const symbol = this.exported.get(name);
    if (!symbol?.valueDeclaration || !ts.isClassDeclaration(symbol.valueDeclaration)) return [];
    return symbol.valueDeclaration.members.flatMap((member) => {
      if (!ts.isMethodDeclaration(member) || !isPublic(member)) return [];
      return this.objectParameter(member) ? [`${name}.${member.name.getText()}`] : [];
    });
  }

  /**
   * What users write as the prop's value, in the manner of {@link propsOf}: its type if that is exported and an object, the
   * factories of a class, and what these take in turn.
   */
  optionsOf({ type }: PublicProp, isWanted: (name: string) => boolean, found = new Set<string>()): ReadonlySet<string> {
    for (const name of this.parts(type).flatMap((part) => this.optionNames(part))) {
      if (found.has(name) || !isWanted(name)) continue;
      found.add(name);
      for (const prop of this.propsOf(name) ?? []) this.optionsOf(prop, isWanted, found);
    }
    return found;
  }

  /** Whether the page's way to write the type means the prop's type; `readonly` is not written. */
  isWritten(prop: PublicProp, writtenType: string): boolean {
    const at = String(this.writtenTypes.indexOf(writtenType));
    const type = this.writtenAlias(`Written${at}`);
    const readable = this.writtenAlias(`Read${at}`);
    if (!type || !readable) return false;
    return this.checker.isTypeAssignableTo(type, prop.type) && this.checker.isTypeAssignableTo(prop.type, readable);
  }

  /** The types of a union, of a list's entries, of a record's values. */
  private parts(type: ts.Type): readonly ts.Type[] {
    if (type.isUnion()) return type.types.flatMap((part) => this.parts(part));
    const entry = type.getNumberIndexType() ?? type.getStringIndexType();
    if (entry && !(type.flags & ts.TypeFlags.StringLike)) return this.parts(entry);
    return [type];
  }

  private optionNames(type: ts.Type): readonly string[] {
    const name = (type.aliasSymbol ?? type.getSymbol())?.name ?? '';
    if (!this.exported.has(name)) return [];
    return type.isClass() ? this.methodsWithProps(name) : [name];
  }

  /** The type of that name; none if what the page writes is no TypeScript. */
  private writtenAlias(name: string): ts.Type | undefined {
    const file = this.source(WRITTEN);
    const node = file.statements.find((one) => ts.isTypeAliasDeclaration(one) && one.name.text === name);
    const wrong = [...this.program.getSyntacticDiagnostics(file), ...this.program.getSemanticDiagnostics(file)];
    if (!node || wrong.some(({ start = 0 }) => node.pos <= start && start < node.end)) return undefined;
    return this.checker.getTypeAtLocation(node);
  }

  private namedType(name: string): ts.Type | undefined {
    const [first = '', second] = name.split('.');
    const symbol = this.exported.get(first);
    if (!symbol) return undefined;
    if (second !== undefined) return this.memberType(symbol, second) ?? this.propType(first, second);
    if (!(symbol.flags & ts.SymbolFlags.Class)) return this.checker.getDeclaredTypeOfSymbol(symbol);
    const declaration = symbol.valueDeclaration as ts.ClassDeclaration;
    const constructor = declaration.members.find(ts.isConstructorDeclaration);
    return constructor && isPublic(constructor) ? this.objectParameter(constructor) : undefined;
  }

  private memberType(owner: ts.Symbol, name: string): ts.Type | undefined {
    const member = (owner.valueDeclaration as ts.ClassDeclaration | undefined)?.members.find(
      (one): one is ts.MethodDeclaration => ts.isMethodDeclaration(one) && isPublic(one) && one.name.getText() === name,
    );
    return member && this.objectParameter(member);
  }

  private propType(owner: string, name: string): ts.Type | undefined {
    return this.propsOf(owner)?.find((prop) => prop.name === name)?.type;
  }

  /** The type of the parameter that is an object of this project's making; there is one at most. */
  private objectParameter(called: ts.MethodDeclaration | ts.ConstructorDeclaration): ts.Type | undefined {
    return called.parameters
      .map(({ type }) => type && this.checker.getTypeFromTypeNode(type))
      .find((type) => type && this.propsOfType(type).length > 0 && !type.isClass());
  }

  /** A prop that another package declares is its documentation's matter. */
  private propsOfType(type: ts.Type): readonly PublicProp[] {
    return this.checker.getPropertiesOfType(type).flatMap((symbol) => {
      const [declaration] = (symbol.declarations ?? []).filter((node) => isOwn(node.getSourceFile()));
      if (!declaration) return [];
      return [
        {
          name: symbol.name,
          optional: Boolean(symbol.flags & ts.SymbolFlags.Optional),
          defaultText: defaultText(symbol, this.checker),
          declaration,
          type: this.checker.getNonNullableType(this.checker.getTypeOfSymbol(symbol)),
        },
      ];
    });
  }

  private isConstruct(type: ts.Type): boolean {
    const bases = type.isClassOrInterface() ? this.checker.getBaseTypes(type) : [];
    return bases.some((base) => base.symbol.name === 'Construct' || this.isConstruct(base));
  }

  private target(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  private source(file: string): ts.SourceFile {
    const source = this.program.getSourceFile(file);
    if (!source) throw new Error(`The compiler has not read ${file}`);
    return source;
  }

  private symbolOf(file: ts.SourceFile): ts.Symbol {
    const symbol = this.checker.getSymbolAtLocation(file);
    if (!symbol) throw new Error(`${file.fileName} exports nothing`);
    return symbol;
  }
}

/** A file that declares what the pages write, with every name of the index at hand. */
function writtenFile(writtenTypes: readonly string[]): string {
  const index = fs.readFileSync(INDEX, 'utf8');
  const names = [...index.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].map(([, list = '']) =>
    list.trim().replace(/,$/, ''),
  );
  const types = writtenTypes.map(
    (text, at) => `type Written${String(at)} = ${text};\ntype Read${String(at)} = Readable<Written${String(at)}>;\n`,
  );
  return `${FOREIGN}import type { ${names.join(', ')} } from '../index';\n${types.join('')}`;
}

function isOwn({ fileName }: ts.SourceFile): boolean {
  return fileName.startsWith(ROOT) && !fileName.includes('/node_modules/');
}

function isPublic(node: ts.Declaration): boolean {
  return !(ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected));
}

function defaultText(symbol: ts.Symbol, checker: ts.TypeChecker): string | undefined {
  const tag = symbol.getJsDocTags(checker).find(({ name }) => name === 'default');
  return tag && ts.displayPartsToString(tag.text).trim();
}
