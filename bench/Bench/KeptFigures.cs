using System.Text.Json;
using Ecommerce.Testing;

namespace Ecommerce.Bench;

/// <summary>
/// What was measured when a figure was last looked at and found right: <c>bench/kept/NAME.json</c>, a copy of what a run leaves in
/// <c>artifacts/bench</c>.
/// </summary>
internal sealed class KeptFigures
{
    /// <summary>Two runs of the same program on the same machine differ by less.</summary>
    private const double Noise = 0.3;

    private readonly Dictionary<(string Measure, string Figure), Figure> figures = [];

    public static async Task<KeptFigures> ReadAsync()
    {
        var kept = new KeptFigures();
        var folder = new DirectoryInfo(Repository.PathOf("bench", "kept"));
        foreach (var file in folder.Exists ? folder.GetFiles("*.json") : [])
        {
            await using var content = file.OpenRead();
            var result = (await JsonSerializer.DeserializeAsync(content, ReportJson.Default.Result))!;
            foreach (var figure in result.Figures)
                kept.figures[(result.Measure, figure.Name)] = figure;
        }

        return kept;
    }

    /// <summary>Null where none is kept.</summary>
    public Figure? Find(string measure, Figure figure) => figures.GetValueOrDefault((measure, figure.Name));

    /// <summary>Whether a figure is worse than the kept one by more than noise; only those with a goal say which way is worse.</summary>
    public bool IsWorse(string measure, Figure figure)
        => Find(measure, figure) is { } before && (figure.Goal ?? "") switch
        {
            ['>', ..] => figure.Value < before.Value * (1 - Noise),
            ['<', ..] => figure.Value > before.Value * (1 + Noise),
            _ => false,
        };
}
