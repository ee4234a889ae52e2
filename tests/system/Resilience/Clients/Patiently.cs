using Ecommerce.Checker;
using Ecommerce.Testing;

namespace Ecommerce.Resilience.Clients;

/// <summary>A client that wants to know.</summary>
internal static class Patiently
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Repeats a call until it is answered for good.</summary>
    /// <param name="call">Gives null where it is not known what was done.</param>
    /// <param name="what">The failure says that this was never answered.</param>
    public static async Task<Answer> RepeatAsync(Func<Task<Answer?>> call, string what)
        => (await Eventually.Async(call, answer => answer is { IsInProgress: false }, $"{what} is answered", Patience))!;
}
