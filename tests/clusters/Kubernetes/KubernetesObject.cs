using System.Text.Json.Nodes;

namespace Ecommerce.Kubernetes;

/// <summary>One object of a cluster.</summary>
/// <param name="root">The whole of it.</param>
public sealed class KubernetesObject(JsonObject root)
{
    /// <summary>The whole object; see <see cref="NodePath"/> for ways into it.</summary>
    public JsonObject Root { get; } = root;

    /// <summary>Such as <c>apps/v1</c>.</summary>
    public string ApiVersion => Root.Text("apiVersion") ?? "";

    /// <summary>Such as <c>apps</c>; empty for Kubernetes' own oldest kinds.</summary>
    public string Group => ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion.Split('/')[0] : "";

    /// <summary>Such as <c>Deployment</c>.</summary>
    public string Kind => Root.Text("kind") ?? "";

    public string Name => Root.Text("metadata.name") ?? "";

    /// <summary>Null for what belongs to the whole cluster, or to the namespace that it is applied to.</summary>
    public string? Namespace => Root.Text("metadata.namespace");

    public IReadOnlyDictionary<string, string> Labels => Root.Map("metadata.labels");

    public IReadOnlyDictionary<string, string> Annotations => Root.Map("metadata.annotations");

    /// <summary>Its kind and name, as <c>kubectl</c> takes them.</summary>
    public override string ToString() => $"{Kind}/{Name}";
}
