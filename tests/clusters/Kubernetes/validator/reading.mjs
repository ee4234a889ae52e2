// Kubernetes' schemas let unknown fields pass. A validator looks at each field that its schema names and at no other:
// what it never read of an object that it did look into is unknown.
const inner = (path, key) => `${path}/${key}`;

export function reading(object) {
  const nodes = new Map();

  function watch(value, path) {
    if (value === null || typeof value !== 'object') return value;
    if (!nodes.has(path)) nodes.set(path, { value, read: new Set(), proxy: proxyOf(value, path) });
    return nodes.get(path).proxy;
  }

  function proxyOf(value, path) {
    return new Proxy(value, {
      get(target, key) {
        if (typeof key === 'symbol') return target[key];
        if (Object.hasOwn(target, key) || key !== 'validate') nodes.get(path).read.add(key);
        return watch(target[key], inner(path, key));
      },
    });
  }

  function unread() {
    return [...nodes].flatMap(([path, { value, read }]) =>
      // Never looked into: the schema leaves it open.
      Array.isArray(value) || read.size === 0 ? [] : Object.keys(value).filter((key) => !read.has(key)).map((key) => inner(path, key)));
  }

  return { value: watch(object, ''), unread };
}
