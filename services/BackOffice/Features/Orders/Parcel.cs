using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Orders;

/// <summary>An order on its way out, as the form of shipping has it.</summary>
internal sealed class Parcel(Order order)
{
    public Order Order => order;

    /// <summary>Made when the form opens: pressed twice, it is one intention.</summary>
    public string Key { get; } = $"{Guid.CreateVersion7()}";

    public string TrackingNumber { get; set; } = "";

    public ApiProblem? Problem { get; set; }

    public bool IsShipped { get; set; }

    public bool IsReady => IsShipped || !string.IsNullOrWhiteSpace(TrackingNumber);
}
