namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>The file is no picture that is taken; the message says what is expected of it.</summary>
internal sealed class PictureException(string expected, Exception? innerException = null) : Exception(expected, innerException);
