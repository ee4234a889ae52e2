using Ecommerce.CatalogService.Domain.Reservations;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

/// <summary>A reservation's state as both databases store it: there an expired one has an older name.</summary>
internal static class StoredState
{
    private const string Expired = "Lapsed";

    public static string Of(ReservationState state) => state == ReservationState.Expired ? Expired : state.ToString();

    public static ReservationState Parse(string text) => text == Expired ? ReservationState.Expired : Enum.Parse<ReservationState>(text);
}
