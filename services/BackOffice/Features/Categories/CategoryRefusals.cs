using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;
using Microsoft.Extensions.Localization;

namespace Ecommerce.BackOffice.Features.Categories;

/// <summary>Why a category is not changed, and what to do about it.</summary>
internal static class CategoryRefusals
{
    public static string Of(ApiProblem problem, IStringLocalizer<Texts> texts) => problem switch
    {
        _ when problem.Is("category-has-products")
            => texts["There are products in it, drafts among them. Give them another category first."],
        _ when problem.Is("category-has-children") => texts["There are categories below it. Move or delete them first."],
        _ when problem.Is("category-exists") => texts["There is a category with this slug. Choose another one."],
        _ when problem.Of("parent") is { } reason => texts["It cannot stand there: {0}.", reason.TrimEnd('.')],
        _ => problem.Message,
    };
}
