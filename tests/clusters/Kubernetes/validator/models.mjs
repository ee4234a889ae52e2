// The validators that npm has: a package per project, in it GROUP/VERSION/KIND.js.
import { existsSync } from 'node:fs';

const modules = new URL('./node_modules/', import.meta.url);
const packages = ['kubernetes-models', ...['argo-cd', 'argo-rollouts', 'cert-manager', 'external-secrets', 'gateway-api', 'istio', 'prometheus-operator']
  .map((name) => `@kubernetes-models/${name}`)];

/** Its own group has `apps/v1/Deployment`; those of extensions repeat nothing of it. */
function fileOf(apiVersion, kind) {
  return packages.map((name) => new URL(`${name}/${apiVersion}/${kind}.js`, modules)).find(existsSync);
}

const errorsOf = (check) => (object) => {
  try {
    check(object);
    return [];
  } catch (failure) {
    if (!failure.errors) throw failure;
    return failure.errors;
  }
};

/** A function from an object to its errors; nothing, where no package knows the kind. */
export async function modelOf(apiVersion, kind) {
  const file = fileOf(apiVersion, kind);
  const model = file && (await import(file))[kind];
  if (!model?.is) return undefined;
  const [own, meta] = [errorsOf((object) => model.prototype.validate.call(object)), await metadata()];
  // Extensions leave metadata open: all objects have the same.
  return (object) => [...own(object), ...meta(object.metadata ?? {})];
}

/** What every object's metadata is held against. */
export async function metadata() {
  const file = new URL('@kubernetes-models/apimachinery/_schemas/IoK8sApimachineryPkgApisMetaV1ObjectMeta.js', modules);
  const { validate } = await import(file);
  return (value) => (validate(value) ? [] : validate.errors.map((error) => ({ ...error, instancePath: `/metadata${error.instancePath}` })));
}
