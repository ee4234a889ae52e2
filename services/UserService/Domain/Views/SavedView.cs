namespace Ecommerce.UserService.Domain.Views;

/// <summary>A filter and an order of a page of the back office, by the name that its owner gave it.</summary>
/// <param name="Page">The page, such as <c>orders</c>.</param>
/// <param name="Query">Of the page's address, from its question mark.</param>
internal sealed record SavedView(Guid Id, string Page, string Name, string Query);

/// <param name="Items">By name.</param>
internal sealed record SavedViewList(IReadOnlyList<SavedView> Items, Guid? Next);
