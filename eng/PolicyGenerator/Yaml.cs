using YamlDotNet.Serialization;

namespace Ecommerce.PolicyGenerator;

/// <summary>Objects of a cluster as the text of one file.</summary>
internal static class Yaml
{
    private static readonly ISerializer Serializer = new SerializerBuilder()
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull)
        .WithQuotingNecessaryStrings(quoteYaml1_1Strings: true)
        .WithIndentedSequences()
        .DisableAliases()
        .Build();

    public static string Of(string source, IEnumerable<object> documents)
        => $"# Generated from {source}. Do not edit: {GeneratedFiles.Command}\n"
            + string.Join("---\n", documents.Select(document => Serializer.Serialize(document).ReplaceLineEndings("\n")));
}

/// <summary>Keys that are no C# names, or come from data, in the order in which they were added.</summary>
internal sealed class Map : Dictionary<string, object>;
