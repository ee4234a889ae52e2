namespace Ecommerce.UserService.Domain.Wishes;

/// <summary>What a person keeps in mind to buy. The catalogue knows what it is, and whether it is still there.</summary>
internal sealed record WishedProduct(Guid ProductId, DateTimeOffset AddedAt);

/// <param name="Items">Newest first.</param>
internal sealed record WishList(IReadOnlyList<WishedProduct> Items, Guid? Next);
