using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Testing;

namespace Ecommerce.Bench;

/// <summary>Keeps each measure's figures in <c>artifacts/bench/NAME.json</c> and prints all of them in one table.</summary>
internal sealed class Report(TimeProvider time, Plan plan, KeptFigures kept)
{
    private readonly List<(string Measure, Figure Figure)> rows = [];

    public async Task AddAsync(string measure, IReadOnlyList<Figure> figures)
    {
        rows.AddRange(figures.Select(figure => (measure, figure)));
        var folder = Directory.CreateDirectory(Repository.PathOf("artifacts", "bench"));
        var result = new Result(measure, time.GetUtcNow(), Environment.ProcessorCount, await LoadAverageAsync(), plan, figures);
        await using var file = File.Create(Path.Combine(folder.FullName, $"{measure}.json"));
        await JsonSerializer.SerializeAsync(file, result, ReportJson.Default.Result);
    }

    public void Print(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| measure | figure | value | low to high | kept | goal | |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | --- | --- |");
        foreach (var (measure, figure) in rows)
            output.WriteLine(
                $"| {measure} | {figure.Name} | {Text(figure.Value)} {figure.Unit} | {Spread(figure)} | {Kept(measure, figure)} "
                    + $"| {figure.Goal} | {Verdict(measure, figure)} |");
    }

    private string Kept(string measure, Figure figure) => kept.Find(measure, figure) is { } before ? Text(before.Value) : "";

    private string Verdict(string measure, Figure figure)
    {
        var met = figure.Met switch { true => "met", false => "missed", null => "" };
        return kept.IsWorse(measure, figure) ? $"{met}, worse than kept".TrimStart(',', ' ') : met;
    }

    private static string Spread(Figure figure) => figure is { Low: { } low, High: { } high } ? $"{Text(low)} to {Text(high)}" : "";

    private static string Text(double value) => value.ToString(Math.Abs(value) < 10 ? "0.00" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>Of the last minute: more than the number of processors says that something else was running.</summary>
    private static async Task<double> LoadAverageAsync()
        => double.Parse((await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0], CultureInfo.InvariantCulture);
}

internal sealed record Result(
    string Measure, DateTimeOffset At, int Processors, double LoadAverage, Plan Plan, IReadOnlyList<Figure> Figures);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Result))]
internal sealed partial class ReportJson : JsonSerializerContext;
