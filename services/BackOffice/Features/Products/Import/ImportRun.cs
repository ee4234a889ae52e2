using System.Net.Http.Headers;
using System.Text;
using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Products.Import;

/// <summary>
/// Sends a file part by part: each is done before the next is sent, so the progress is what is stored, and a file that is interrupted can
/// be sent again.
/// </summary>
public sealed class ImportRun
{
    private const int PartLines = 200;
    private const int PartLetters = 200_000;

    // The rest of a file that is wrong in every line says nothing new.
    private const int MaxBadLines = 1000;

    private readonly IProductsApi products;
    private readonly Refusals refusals;
    private readonly List<BadLine> bad = [];

    // A line of a table is a product with one variant and without pictures: for one that exists it would take the rest away.
    private readonly bool onlyNew;

    internal ImportRun(IProductsApi products, Refusals refusals, bool dryRun, bool onlyNew)
        => (this.products, this.refusals, IsDryRun, this.onlyNew) = (products, refusals, dryRun, onlyNew);

    /// <summary>Everything is checked and nothing stored.</summary>
    public bool IsDryRun { get; }

    public int Lines { get; private set; }

    public int Imported { get; private set; }

    public int Updated { get; private set; }

    public int Failed { get; private set; }

    public IReadOnlyList<BadLine> Bad => bad;

    /// <param name="lines">Of the file.</param>
    /// <param name="partDone">After each part.</param>
    /// <param name="cancellationToken">Stops after the part that is being sent.</param>
    public async Task SendAsync(IAsyncEnumerable<ImportLine> lines, Action partDone, CancellationToken cancellationToken)
    {
        var part = new List<ImportLine>();
        var letters = 0;
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            part.Add(line);
            letters += line.Json.Length;
            if (part.Count < PartLines && letters < PartLetters)
                continue;
            await SendAsync(part, partDone);
            part.Clear();
            letters = 0;
        }

        if (part.Count > 0)
            await SendAsync(part, partDone);
    }

    private async Task SendAsync(List<ImportLine> part, Action partDone)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', part.Select(line => line.Json))));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        var result = await products.ImportAsync(body, IsDryRun, onlyNew, default);
        Lines += part.Count;
        Imported += result.Imported;
        Updated += result.Updated;
        Failed += result.Failed;
        foreach (var error in result.Errors.Take(MaxBadLines - bad.Count))
        {
            var line = part[error.Line - 1];
            bad.Add(new BadLine(line.Number, ReasonOf(error), line.Text));
        }

        partDone();
    }

    private string ReasonOf(LineErrors error)
        => string.Join("; ", refusals.InPageLanguage(error.Errors)
            .Select(member => $"{member.Key} {string.Join(", ", member.Value)}"));
}
