using System.Globalization;
using System.Text;
using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests.Relevance;

/// <summary>
/// The right product is among the first three: for 95 % of the judged queries, and for 90 % of the mistyped ones. Prints the share per
/// kind.
/// </summary>
public sealed class DemoRelevanceTests(DemoShelf shelf, ITestOutputHelper output) : RelevanceSuite(shelf, output), IClassFixture<DemoShelf>
{
    [Fact]
    public Task Judged_query_on_demo_catalogue_finds_expected_products() => JudgeAsync("demo.tsv");
}

public sealed class OutdoorRelevanceTests(OutdoorShelf shelf, ITestOutputHelper output) : RelevanceSuite(shelf, output),
IClassFixture<OutdoorShelf>
{
    [CatalogueFact]
    public Task Judged_query_on_unseen_catalogue_finds_expected_products() => JudgeAsync("outdoor.tsv");
}

public abstract class RelevanceSuite(Shelf shelf, ITestOutputHelper output)
{
    private const int Seen = 3;
    private const double Goal = 0.95;
    private const double GoalWithTypos = 0.90;

    protected async Task JudgeAsync(string file)
    {
        var judged = new List<(JudgedQuery Query, bool Right)>();
        var missed = new StringBuilder();
        foreach (var query in JudgedQuery.Read(file))
        {
            var names = await shelf.FindAsync($"q={Uri.EscapeDataString(query.Text)}&limit={Seen}");
            var right = names.Any(query.Expected.Contains);
            judged.Add((query, right));
            if (!right)
                missed.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"  {query.Kind}: {query.Text} -> {string.Join(" / ", names)} (wanted {string.Join(" / ", query.Expected)})");
        }

        var table = Table(judged);
        output.WriteLine($"{table}\n{missed}");
        Print($"{file}\n{table}\n{missed}");
        Assert.True(Share(judged.Where(j => j.Query.Kind != "typo")) >= Goal, $"Too few are right:\n{table}\n{missed}");
        Assert.True(
            Share(judged.Where(j => j.Query.Kind == "typo")) >= GoalWithTypos, $"Too few mistyped ones are right:\n{table}\n{missed}");
    }

    private static string Table(List<(JudgedQuery Query, bool Right)> judged)
    {
        var lines = judged.GroupBy(j => j.Query.Kind).Append(judged.GroupBy(_ => "all").Single())
            .Select(
                kind => string.Create(
                    CultureInfo.InvariantCulture, $"| {kind.Key,-12} | {kind.Count(),7} | {100 * Share(kind),5:0.0} % |"));
        return string.Join('\n', lines.Prepend("| kind         | queries | right   |"));
    }

    private static double Share(IEnumerable<(JudgedQuery Query, bool Right)> judged) => judged.Average(j => j.Right ? 1.0 : 0);

    // A test that passes keeps its output to itself; the table is worth seeing all the same.
    private static void Print(string table)
    {
        var folder = Directory.CreateDirectory(Repository.PathOf("artifacts", "relevance"));
        File.WriteAllText(Path.Combine(folder.FullName, $"{table.Split('\n')[0]}.txt"), table);
        Console.WriteLine(table);
    }
}
