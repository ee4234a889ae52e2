using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Ecommerce.Manifests.Tests.Drift;

/// <summary>The part of a Kubernetes object that the model decides about.</summary>
internal sealed record KubernetesObject
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance).IgnoreUnmatchedProperties().WithDuplicateKeyChecking().Build();

    public string Kind { get; init; } = "";
    public Named Metadata { get; init; } = new();
    public Spec Spec { get; init; } = new();
    public List<string> Resources { get; init; } = [];

    public static KubernetesObject Read(string file) => Yaml.Deserialize<KubernetesObject>(File.ReadAllText(file));
}

internal sealed record Named
{
    public string Name { get; init; } = "";
    public bool Optional { get; init; }
    public Dictionary<string, string> Labels { get; init; } = [];

    public override string ToString() => Optional ? $"{Name}?" : Name;
}

internal sealed record Spec
{
    public Selector Selector { get; init; } = [];
    public Template Template { get; init; } = new();
    public List<Port> Ports { get; init; } = [];
    public List<Claim> VolumeClaimTemplates { get; init; } = [];
}

/// <summary>A workload's has <c>matchLabels</c>, a Service's is the labels themselves.</summary>
internal sealed class Selector : Dictionary<string, object>;

internal sealed record Template
{
    public Named Metadata { get; init; } = new();
    public Pod Spec { get; init; } = new();
}

internal sealed record Pod
{
    public List<Container> Containers { get; init; } = [];
    public List<Volume> Volumes { get; init; } = [];
}

internal sealed record Claim
{
    public Named Metadata { get; init; } = new();
}

internal sealed record Container
{
    public string Name { get; init; } = "";
    public string Image { get; init; } = "";
    public List<string> Command { get; init; } = [];
    public List<string> Args { get; init; } = [];
    public List<Port> Ports { get; init; } = [];
    public List<Source> EnvFrom { get; init; } = [];
    public List<Variable> Env { get; init; } = [];
    public List<Mount> VolumeMounts { get; init; } = [];
}

/// <summary>Of a container, or of a Service.</summary>
internal sealed record Port
{
    public string Name { get; init; } = "";
    public int ContainerPort { get; init; }
    [YamlMember(Alias = "port")] public int Number { get; init; }
    public string TargetPort { get; init; } = "";
}

internal sealed record Source
{
    public Named? ConfigMapRef { get; init; }
    public Named? SecretRef { get; init; }
}

internal sealed record Variable
{
    public string Name { get; init; } = "";
    public string Value { get; init; } = "";
}

internal sealed record Volume
{
    public string Name { get; init; } = "";
    public Named? ConfigMap { get; init; }
}

internal sealed record Mount
{
    public string Name { get; init; } = "";
    public string MountPath { get; init; } = "";
}
