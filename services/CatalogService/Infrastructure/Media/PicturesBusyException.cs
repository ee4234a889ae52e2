namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>More pictures are asked for at once than can wait; callers are told to come back, as in an outage.</summary>
internal sealed class PicturesBusyException() : HttpRequestException("Too many pictures are being made.");
