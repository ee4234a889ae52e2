namespace Ecommerce.Storefront.Features.Listing;

/// <summary>One value of a facet.</summary>
/// <param name="Count">The number of products with it.</param>
/// <param name="Address">The search with this option toggled.</param>
/// <param name="Depth">In a tree, from 0.</param>
public sealed record FacetOption(string Label, int Count, string Address, bool IsChosen, int Depth = 0);
