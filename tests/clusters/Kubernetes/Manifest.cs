namespace Ecommerce.Kubernetes;

/// <summary>The objects that go to a cluster together.</summary>
/// <param name="Name">Where they come from, such as <c>overlays/production</c>.</param>
/// <param name="Objects">In the order in which they are applied.</param>
public sealed record Manifest(string Name, IReadOnlyList<KubernetesObject> Objects)
{
    /// <summary>Those that make pods.</summary>
    public IEnumerable<Workload> Workloads => Objects.Select(Workload.Of).OfType<Workload>();

    public IEnumerable<KubernetesObject> OfKind(string kind) => Objects.Where(candidate => candidate.Kind == kind);

    public KubernetesObject? Find(string kind, string name) => OfKind(kind).FirstOrDefault(candidate => candidate.Name == name);

    /// <summary>The object that must be there.</summary>
    /// <exception cref="KeyNotFoundException">It is not.</exception>
    public KubernetesObject Get(string kind, string name)
        => Find(kind, name) ?? throw new KeyNotFoundException($"{Name} has no {kind}/{name}.");

    /// <summary>The objects of YAML text, for tests that write their own.</summary>
    public static Manifest Parse(string yaml, string name = "a manifest")
        => new(name, [.. Yaml.Documents(yaml).Select(document => new KubernetesObject(document))]);

    public override string ToString() => Name;
}
