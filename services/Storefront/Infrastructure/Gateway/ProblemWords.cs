using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>What services refuse, in the page's language. They answer in English, which stays as it is.</summary>
internal sealed class ProblemWords(IStringLocalizer<Texts> texts)
{
    public Problem InPageLanguage(Problem problem, int status) => Language.Current == Language.English
        ? problem
        : problem with
        {
            Title = texts[RefusalTexts.All.Of(problem.Type, status)],
            Detail = null,
            Errors = problem.Errors?.ToDictionary(
                error => error.Key, string[] (error) => [texts[RefusalTexts.All.OfField(problem.Type, error.Key)]], StringComparer.Ordinal),
        };
}
