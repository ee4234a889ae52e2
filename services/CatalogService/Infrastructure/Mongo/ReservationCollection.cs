using Ecommerce.CatalogService.Domain.Reservations;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>Reservations and returns, in a transaction.</summary>
internal sealed class ReservationCollection(IClientSessionHandle session, MongoCatalogue catalogue)
{
    private static FilterDefinitionBuilder<ReservationDocument> Filter => Builders<ReservationDocument>.Filter;

    private static UpdateDefinitionBuilder<ReservationDocument> Update => Builders<ReservationDocument>.Update;

    public async Task<Reservation?> LockAsync(Guid orderId, CancellationToken cancellationToken)
    {
        var options = new FindOneAndUpdateOptions<ReservationDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After };
        var document = await catalogue.Reservations.FindOneAndUpdateAsync(
            session, Filter.Eq(r => r.OrderId, orderId), Update.Inc(r => r.Lock, 1), options, cancellationToken);
        return document.ToReservation();
    }

    public Task SaveAsync(Reservation reservation, CancellationToken cancellationToken)
    {
        var document = reservation.ToDocument();
        return catalogue.Reservations.UpdateOneAsync(
            session, Filter.Eq(r => r.OrderId, reservation.OrderId),
            Update.Set(r => r.State, document.State).Set(r => r.Lines, document.Lines).Set(r => r.ShortSkus, document.ShortSkus)
                .Set(r => r.ExpiresAt, document.ExpiresAt),
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
