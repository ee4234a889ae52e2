namespace Ecommerce.Storefront.Features.Shared;

/// <summary>The product's page, for forms on it that are refused and shown again with messages.</summary>
internal interface IProductPage
{
    Task<IResult> ShowAsync(Guid product, IEnumerable<string> messages, CancellationToken cancellationToken);
}
