using System.Text.RegularExpressions;

namespace Ecommerce.AppHost.Running;

/// <summary>The last lines that a process wrote to its console, without stack frames and what the orchestrator said in between.</summary>
internal sealed partial class ResourceLogTail(ResourceLoggerService logs)
{
    private const int Lines = 20;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>The lines, indented, each on a line of its own; empty when there are none.</summary>
    public async Task<string> ReadAsync(string resourceId, CancellationToken cancellationToken)
    {
        var last = new Queue<string>(Lines);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await foreach (var batch in logs.GetAllAsync(resourceId).WithCancellation(timeout.Token))
                foreach (var line in batch.Select(line => Timestamp().Replace(line.Content, "")).Where(line => !Noise().IsMatch(line)))
                {
                    if (last.Count == Lines)
                        last.Dequeue();
                    last.Enqueue(line);
                }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What has been read by now is told.
        }

        return string.Concat(last.Select(line => $"{Environment.NewLine}  {line}"));
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+Z ")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"^(\[sys\]|\s*(at |--- End of ))")]
    private static partial Regex Noise();
}
