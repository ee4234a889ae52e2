using System.Text.RegularExpressions;

namespace Ecommerce.PolicyGenerator;

/// <summary>
/// A user of Kafka for each service that the model lets speak to it, with the rights that its own code asks for: it reads the topics of the
/// events that it handles, writes its own, and puts aside what it cannot handle.
/// </summary>
internal static partial class KafkaUsers
{
    private const string Broker = "kafka", Suffix = "-service";

    public static IEnumerable<object> Of(Model model, string root)
    {
        var topics = TopicsOfEvents(Path.Combine(root, "services", "Platform", "Contracts"));
        return ClientsOf(model).Select(service => UserOf(service.Name, Rights(service.Name, HandledBy(root, service.Name), topics)));
    }

    public static IEnumerable<Workload> ClientsOf(Model model)
        => model.Services.Where(service => model.From(service).Any(reference => reference.To == Broker))
            .OrderBy(service => service.Name, StringComparer.Ordinal);

    private static object UserOf(string name, IEnumerable<object> acls) => new
    {
        apiVersion = "kafka.strimzi.io/v1",
        kind = "KafkaUser",
        metadata = new { name, labels = new Map { [Labels.PartOf] = "ecommerce", ["strimzi.io/cluster"] = Broker } },
        spec = new { authentication = new { type = "scram-sha-512" }, authorization = new { type = "simple", acls } },
    };

    private static IEnumerable<object> Rights(string service, HashSet<string> events, Dictionary<string, string> topics)
    {
        var stem = service[..^Suffix.Length];
        foreach (var own in topics.Values.Distinct().Where(topic => topic.Split('.')[0].TrimEnd('s') == stem))
            yield return Acl("topic", own, ["Describe", "Write"]);
        var read = events.Where(topics.ContainsKey).Select(one => topics[one]).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var topic in read)
        {
            yield return Acl("topic", topic, ["Describe", "Read"]);
            yield return Acl("topic", $"{topic}.dlq", ["Describe", "Write"]);
        }

        if (read.Count > 0)
            yield return Acl("group", $"{stem}-", ["Read"], "prefix");
    }

    private static object Acl(string type, string name, string[] operations, string patternType = "literal")
        => new { resource = new { type, name, patternType }, operations };

    /// <summary>Of each event the topic that it travels on.</summary>
    private static Dictionary<string, string> TopicsOfEvents(string contracts)
    {
        var names = Constant().Matches(File.ReadAllText(Path.Combine(contracts, "Topics.cs")))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);
        return Directory.EnumerateFiles(contracts, "*.cs").SelectMany(file => Event().Matches(File.ReadAllText(file)))
            .ToDictionary(match => match.Groups["name"].Value, match => names[match.Groups["topic"].Value], StringComparer.Ordinal);
    }

    /// <summary>The events that a service registers a handler of.</summary>
    private static HashSet<string> HandledBy(string root, string service)
    {
        var folder = string.Concat(service.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return [.. Handler().Matches(File.ReadAllText(Path.Combine(root, "services", folder, "Composition.cs")))
            .Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex("const string (\\w+) = \"([^\"]+)\"")]
    private static partial Regex Constant();

    [GeneratedRegex(@"record (?<name>\w+)(?:(?!\brecord\b)[\s\S])*?static string Topic => Topics\.(?<topic>\w+);")]
    private static partial Regex Event();

    [GeneratedRegex(@"\.On\w*<(\w+),")]
    private static partial Regex Handler();
}
