using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Categories;

/// <summary>What the page does with a category in the tree.</summary>
public sealed record CategoryEdits(
    Action<Category> Drag, Func<Category, Task> DropBefore, Func<Category, Task> DropInto, Func<Category, Task> Up,
    Func<Category, Task> Down, Func<Category, Task> MoveTo, Func<Category, Task> AddBelow, Func<Category, Task> Rename,
    Func<Category, Task> Delete);
