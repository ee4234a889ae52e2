using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>A list of the API, a page at a time: the API gives the cursor of the next page, and those before are remembered.</summary>
/// <param name="read">Reads the page behind a cursor.</param>
public sealed class Keyset<T>(Func<string?, Task<Page<T>>> read)
{
    private readonly Stack<string?> before = new();
    private string? current;
    private string? next;

    public IReadOnlyList<T> Items { get; private set; } = [];

    public int Number => before.Count + 1;

    public bool HasPrevious => before.Count > 0;

    public bool HasNext => next is not null;

    /// <summary>From the beginning, with what the filter says now.</summary>
    public Task FirstAsync()
    {
        before.Clear();
        current = null;
        return ReadAsync();
    }

    public Task NextAsync()
    {
        before.Push(current);
        current = next;
        return ReadAsync();
    }

    public Task PreviousAsync()
    {
        current = before.Pop();
        return ReadAsync();
    }

    /// <summary>The same page again.</summary>
    public async Task ReadAsync()
    {
        var page = await read(current);
        (Items, next) = (page.Items, page.Next);
    }
}
