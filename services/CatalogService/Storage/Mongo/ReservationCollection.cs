using Ecommerce.CatalogService.Reservations;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>Reservations and returns, in a transaction.</summary>
internal sealed class ReservationCollection(IClientSessionHandle session, MongoCatalogue catalogue)
{
    private static FilterDefinitionBuilder<ReservationDocument> Filter => Builders<ReservationDocument>.Filter;

    private static UpdateDefinitionBuilder<ReservationDocument> Update => Builders<ReservationDocument>.Update;

    public async Task<Reservation?> LockAsync(Guid orderId, CancellationToken cancellationToken)
        => (await catalogue.Reservations.FindOneAndUpdateAsync(
            session, Filter.Eq(r => r.OrderId, orderId), Update.Inc(r => r.Lock, 1),
            new FindOneAndUpdateOptions<ReservationDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After }, cancellationToken)).ToReservation();

    public async Task<Reservation?> LockExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
        => (await catalogue.Reservations.FindOneAndUpdateAsync<ReservationDocument?>(
            session, Filter.Eq(r => r.State, nameof(ReservationState.Held)) & Filter.Lt(r => r.ExpiresAt, now.UtcDateTime), Update.Inc(r => r.Lock, 1),
            cancellationToken: cancellationToken))?.ToReservation();

    public Task SaveAsync(Reservation reservation, CancellationToken cancellationToken)
    {
        var lines = reservation.Lines.Select(l => new ReservationLineDocument { Sku = l.Sku, Quantity = l.Quantity, Returned = l.Returned }).ToList();
        return catalogue.Reservations.UpdateOneAsync(
            session, Filter.Eq(r => r.OrderId, reservation.OrderId),
            Update.Set(r => r.State, reservation.State.ToString()).Set(r => r.Lines, lines).Set(r => r.ShortSkus, reservation.ShortSkus)
                .Set(r => r.ExpiresAt, reservation.ExpiresAt.UtcDateTime),
            new UpdateOptions { IsUpsert = true }, cancellationToken);
    }

    public async Task<bool> TryAddReturnAsync(Guid returnId, Guid orderId, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        if (await catalogue.Returns.Find(session, r => r.ReturnId == returnId).AnyAsync(cancellationToken))
            return false;

        var document = new ReceivedReturnDocument { ReturnId = returnId, OrderId = orderId, ReceivedAt = receivedAt.UtcDateTime };
        await catalogue.Returns.InsertOneAsync(session, document, cancellationToken: cancellationToken);
        return true;
    }
}
