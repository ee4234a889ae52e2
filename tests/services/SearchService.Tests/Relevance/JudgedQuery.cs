using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests.Relevance;

/// <summary>What a person would want to see first.</summary>
/// <param name="Kind">What is difficult about it; <c>typo</c> for a mistyped one.</param>
/// <param name="Expected">Names of products: one of them must be among the first three.</param>
public sealed record JudgedQuery(string Kind, string Text, IReadOnlyList<string> Expected)
{
    public static IReadOnlyList<JudgedQuery> Read(string file)
        => [.. File.ReadLines(Repository.PathOf("tests", "services", "SearchService.Tests", "Relevance", file)).Skip(1)
            .Select(line => line.Split('\t')).Select(parts => new JudgedQuery(parts[0], parts[1], parts[2].Split(';')))];
}
