using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>A form as a page has it.</summary>
/// <param name="Index">Among those of its page.</param>
/// <param name="Action">Its path, or that of one of its buttons.</param>
/// <param name="Typed">Names of the fields that a person types into.</param>
/// <param name="Names">Of all that it sends, but for its buttons.</param>
/// <param name="Values">What it sends with each.</param>
internal sealed partial record PageForm(int Index, string Method, string Action, string[] Typed, string[] Names, string[] Values)
{
    private const string FindAll = """
        () => [...document.forms].flatMap((form, index) => {
          const fields = [...form.elements].filter(field => field.name && field.tagName !== 'BUTTON');
          const typed = fields.filter(field => field.tagName === 'TEXTAREA'
            || field.tagName === 'INPUT' && !['hidden', 'checkbox', 'radio'].includes(field.type));
          const paths = [form, ...form.querySelectorAll('[formaction]')]
            .map(part => part.getAttribute(part === form ? 'action' : 'formaction') ?? location.pathname);
          return paths.map(action => ({
            index, action, method: form.method.toUpperCase(), typed: typed.map(field => field.name),
            names: fields.map(field => field.name), values: fields.map(field => field.value),
          }));
        })
        """;

    private const string Send = """
        ({ index, action, text }) => {
          const form = document.forms[index];
          for (const field of form.elements) {
            if (field.tagName === 'INPUT' && !['hidden', 'checkbox', 'radio'].includes(field.type)) field.type = 'text';
            if (field.tagName === 'TEXTAREA' || field.tagName === 'INPUT' && field.type === 'text') field.value = text;
          }
          form.setAttribute('action', action);
          window.isLeft = true;
          HTMLFormElement.prototype.submit.call(form);
        }
        """;

    public PageForm()
        : this(0, "", "", [], [], [])
    {
    }

    /// <summary>The same for the same form on other pages, and of other things.</summary>
    public string Name => $"{Method} {WithoutIds(Action)} {string.Join(' ', Typed)}";

    /// <summary>The path of an address, the same for all things of a kind.</summary>
    public static string WithoutIds(string address)
        => Id().Replace(address.Split('?')[0], "{id}").Replace(Uri.EscapeDataString(Poison.Stored), "", StringComparison.Ordinal);

    public IEnumerable<string> Hidden => Names.Except(Typed);

    /// <summary>What it sends with another value of one field.</summary>
    public IEnumerable<KeyValuePair<string, string>> With(string name, string value)
        => Names.Zip(Values, (other, sent) => KeyValuePair.Create(other, other == name ? value : sent));

    public static async Task<PageForm[]> FindAllAsync(IPage page) => await page.EvaluateAsync<PageForm[]>(FindAll);

    /// <summary>Sends it without the checks of the browser and of scripts, with a text in every field that is typed into.</summary>
    public async Task SendAsync(IPage page, string text)
    {
        await page.EvaluateAsync(Send, new { index = Index, action = Action, text });
        await page.WaitForFunctionAsync("() => !window.isLeft && document.readyState !== 'loading'");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}
