using YamlDotNet.RepresentationModel;

namespace Ecommerce.Manifests.Tests.Delivery;

/// <summary>A file of <c>.github/workflows</c>, as GitHub reads it.</summary>
internal sealed class Workflow
{
    private readonly YamlMappingNode root;

    private Workflow(string path)
    {
        Name = Path.GetFileName(path);
        Text = File.ReadAllText(path);
        var stream = new YamlStream();
        stream.Load(new StringReader(Text));
        root = (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    public static IReadOnlyList<Workflow> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github/workflows"), "*.yml").Order(StringComparer.Ordinal)
            .Select(path => new Workflow(path))];

    public string Name { get; }

    public string Text { get; }

    public YamlNode? Permissions => root.Find("permissions");

    public IEnumerable<string> Events => root.Find("on") is YamlMappingNode events ? events.Children.Keys.Select(key => $"{key}") : [];

    public IEnumerable<(string Name, YamlMappingNode Job)> Jobs
        => ((YamlMappingNode)root.Children["jobs"]).Children.Select(job => ($"{Name}: {job.Key}", (YamlMappingNode)job.Value));

    public static IEnumerable<YamlMappingNode> Steps(YamlMappingNode job)
        => (job.Find("steps") as YamlSequenceNode)?.Children.Cast<YamlMappingNode>() ?? [];

    public override string ToString() => Name;
}

internal static class Yaml
{
    public static YamlNode? Find(this YamlNode node, string key)
        => ((YamlMappingNode)node).Children.TryGetValue(key, out var value) ? value : null;

    public static string? Text(this YamlNode node, string key) => (node.Find(key) as YamlScalarNode)?.Value;
}
