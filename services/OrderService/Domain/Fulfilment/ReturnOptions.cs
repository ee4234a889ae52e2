using System.ComponentModel.DataAnnotations;

namespace Ecommerce.OrderService.Domain.Fulfilment;

internal sealed class ReturnOptions
{
    /// <summary>How many days after its delivery an order can be sent back.</summary>
    [Range(0, 3650)]
    public int Days { get; set; } = 30;
}
