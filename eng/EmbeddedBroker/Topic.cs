using System.Globalization;

namespace Ecommerce.EmbeddedBroker;

internal sealed record Topic(string Name, int Partitions)
{
    /// <summary>Reads <c>name:partitions,...</c>.</summary>
    public static bool TryParseAll(string text, out IReadOnlyList<Topic> topics)
    {
        var parsed = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse).ToArray();
        topics = [.. parsed.OfType<Topic>()];
        return topics.Count == parsed.Length;
    }

    private static Topic? Parse(string text)
        => text.Split(':') is [{ Length: > 0 } name, var count]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var partitions)
            && partitions is > 0 and <= 100
            ? new Topic(name, partitions)
            : null;
}
