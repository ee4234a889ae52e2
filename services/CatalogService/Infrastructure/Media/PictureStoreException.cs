namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>What keeps the pictures cannot be reached, is full or refuses: an outage, which callers are told as one.</summary>
internal sealed class PictureStoreException(string message, Exception innerException) : HttpRequestException(message, innerException);
