using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Ecommerce.Browser;

/// <summary>
/// axe on a page as it is, without the contents of frames: no script can be sent into those that are sandboxed. It runs in the page itself,
/// which takes half as long as by a page of its own for each result.
/// </summary>
public static class Accessibility
{
    private const string Run = """
        async () => (await axe.run(document, { resultTypes: ["violations"], iframes: false })).violations
          .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`))
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // A colour on its way to another one is told as a contrast that is too low.
    private const string HasNoTransition = "() => document.getAnimations().every(animation => !(animation instanceof CSSTransition))";

    /// <summary>The broken rules, each with the markup that breaks it.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(this IPage page)
    {
        await page.WaitForFunctionAsync(HasNoTransition);
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(Run);
    }
}
