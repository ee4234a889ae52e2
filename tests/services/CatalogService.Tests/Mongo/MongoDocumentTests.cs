using System.Text.Json;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Infrastructure.Mongo;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Ecommerce.CatalogService.Tests.Mongo;

public sealed class MongoDocumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    // The collections' conventions are set by the first use of the catalogue; it connects to nobody.
    private static readonly MongoCatalogue Catalogue = new("mongodb://localhost:1/catalog");

    [Fact]
    public void Product_document_round_trips_with_the_decimals_of_its_prices()
    {
        Assert.Equal("catalog", Catalogue.Database.DatabaseNamespace.DatabaseName);
        var details = Samples.Draft(1, "A.b$c").Details;
        details = details with
        {
            Variants = [details.Variants[0] with { Sale = new Sale(new(20.10m, "EUR"), Now, null) }],
            SeoTitle = "Lamps by hand",
        };
        var product = Product.Create(details, Now);
        var bson = product.ToDocument().ToBson();
        var read = BsonSerializer.Deserialize<ProductDocument>(bson);
        Assert.Equal(
            JsonSerializer.Serialize(details, CatalogJson.Default.ProductDetails), JsonSerializer.Serialize(
                read.ToProduct().Details, CatalogJson.Default.ProductDetails));
        Assert.Equal(
            (product.Id, 1, Now, Now, 20.10m), (
                read.Id, read.ToProduct().Version, read.ToProduct().CreatedAt, read.ToProduct().UpdatedAt, read.LowestPrice));
        Assert.Equal("20.10", $"{BsonSerializer.Deserialize<BsonDocument>(bson)["lowestPrice"]}");
    }

    [Fact]
    public void Reservation_document_round_trips_and_a_lock_alone_is_no_reservation()
    {
        var document = new ReservationDocument
        {
            OrderId = Guid.CreateVersion7(), State = nameof(ReservationState.Sold), ExpiresAt = Now.UtcDateTime, ShortSkus = ["B"],
            Lines = [new ReservationLineDocument { Sku = "A", Quantity = 3, Returned = 1 }],
        };
        var read = BsonSerializer.Deserialize<ReservationDocument>(document.ToBson()).ToReservation()!;
        Assert.Equal((document.OrderId, ReservationState.Sold, Now), (read.OrderId, read.State, read.ExpiresAt));
        Assert.Equal([new ReservedLine("A", 3, 1)], read.Lines);
        Assert.Equal(["B"], read.ShortSkus);

        var lockAlone = new BsonDocument { ["_id"] = new BsonBinaryData(Guid.Empty, GuidRepresentation.Standard), ["lock"] = 1L };
        Assert.Null(BsonSerializer.Deserialize<ReservationDocument>(lockAlone).ToReservation());
    }
}
