using System.ComponentModel.DataAnnotations;

namespace Ecommerce.OrderService.Features;

internal sealed class RefundOptions
{
    public const string Section = "Refunds";

    /// <summary>Whoever refunds more than this of one order, in whatever currency, gives the password again.</summary>
    [Range(typeof(decimal), "0", "1000000000000", ErrorMessage = "must be {1} to {2}")]
    public decimal ReauthenticationAbove { get; init; } = 500;
}
