using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Today;

/// <summary>How many there are, as far as one page of the API tells: nothing is counted in full for a tile.</summary>
internal static class Amount
{
    public const int Limit = 100;

    public static string Of<T>(Page<T> page) => page.Next is null ? $"{page.Items.Count}" : $"{page.Items.Count}+";
}
