using System.Diagnostics.Metrics;
using Ecommerce.Background;

namespace Ecommerce.CatalogService.Tests;

/// <summary>Counts the rows that a worker sets aside in this process.</summary>
internal sealed class QuarantinedRows : IDisposable
{
    private readonly MeterListener listener = new();
    private long count;

    public QuarantinedRows(string worker)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == QuarantineMetrics.MeterName)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, rows, tags, _) =>
        {
            if (tags.ToArray().Contains(new("worker", worker)))
                Interlocked.Add(ref count, rows);
        });
        listener.Start();
    }

    public long Count => Interlocked.Read(ref count);

    public void Dispose() => listener.Dispose();
}
