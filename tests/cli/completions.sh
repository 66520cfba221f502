#!/usr/bin/env bash
# What shells complete with the scripts of `completions`. Shells that are not
# there are passed over, except for bash. Needs IAMGEN.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong() {
  printf 'FAIL %s\n' "$*" >&2
  exit 1
}
mkdir "$work/bin" "$work/here"
ln -s "$IAMGEN" "$work/bin/iamgen"
export PATH=$work/bin:$PATH
for shell in bash zsh fish; do
  iamgen completions "$shell" >"$work/$shell"
done
if iamgen completions tcsh >/dev/null 2>&1; then wrong "tcsh is no shell"; fi
cd "$work/here"
touch topology.yaml

# What is typed, and what the last word may become.
rows=(
  'iamgen bu|build'
  'iamgen che|check'
  'iamgen c|catalog check completions'
  'iamgen build --diag|--diagnostics'
  'iamgen build topology.yaml --diagnostics j|json'
  'iamgen check topology.yaml --diagnostics gi|github gitlab'
  'iamgen check --sel|--select'
  'iamgen check --base|--baseline'
  'iamgen build --target |aws-cli cfn cfn-stackset policy terraform'
  'iamgen build topology.yaml --format |json tf.json yaml'
  'iamgen check --col|--color'
  'iamgen list topology.yaml jo|jobs'
  'iamgen catalog man|managed-policy'
  'iamgen catalog action --format j|json'
  'iamgen completions z|zsh'
  'iamgen check topo|topology.yaml'
)

bash -n "$work/bash"
for row in "${rows[@]}"; do
  line=${row%%|*} wanted=${row#*|}
  got=$(bash --norc -c '
    source "$1"
    line=$2
    read -ra COMP_WORDS <<<"$line"
    case $line in *" ") COMP_WORDS+=("") ;; esac
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _iamgen
    # As `complete -o default` has it.
    [ "${#COMPREPLY[@]}" -gt 0 ] ||
      COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
    printf "%s\n" "${COMPREPLY[@]}" | LC_ALL=C sort | paste -s -d " "
  ' bash "$work/bash" "$line")
  case " $got " in
    *" $wanted "*) ;;
    *) wrong "bash: \`$line\` gives \`$got\`, not \`$wanted\`" ;;
  esac
done

# `--option=value` is one word typed and three to readline.
got=$(bash --norc -c '
  source "$1"
  COMP_WORDS=(iamgen check --color = al) COMP_CWORD=4
  _iamgen
  echo "${COMPREPLY[@]}"' bash "$work/bash")
[ "$got" = always ] || wrong "bash: --color=al gives \`$got\`"

# Nothing of the command line is missing, and nothing hidden is there.
for command in build check list review explain rules catalog init schema \
    completions; do
  for option in $(iamgen "$command" --help | grep -oE '^ +(-., ?)?--[a-z-]+' |
      grep -oE -e '--[a-z-]+'); do
    for shell in bash zsh fish; do
      grep -qE -e "(--|-l )${option#--}\b" "$work/$shell" ||
        wrong "$shell: $command has no $option"
    done
  done
done
if grep -q -e '--reader' "$work/bash"; then wrong "--reader is hidden"; fi

if command -v zsh >/dev/null; then
  zsh -n "$work/zsh"
  # An interactive shell on a terminal of its own, with a key that completes and
  # says what was found.
  cat >"$work/ask.zsh" <<'END'
zmodload zsh/zpty
zpty z "TERM=dumb zsh -f -i"
said_until() {
  local piece
  said=
  while zpty -r z piece; do
    said+=$piece
    [[ $said == *$1* ]] && return
  done
}
zpty -w z "PS1=; autoload -Uz compinit && compinit -u -D; source $1"
zpty -w z "compadd() {
  local -a found; builtin compadd -O found \"\$@\"
  (( \$#found )) && print -lr -- FOUND:\${^found}:
  builtin compadd \"\$@\"
}"
# The sums keep what is typed from looking like what is printed.
zpty -w z "answer() { _main_complete; print -r DONE\$((1)) }"
zpty -w z "zle -C answer complete-word answer; bindkey '^T' answer"
zpty -w z "print READY\$((1))"
said_until READY1
zpty -w -n z "$2"$'\x14'
said_until DONE1
print -r -- "$said"
END
  for row in "${rows[@]}"; do
    line=${row%%|*} wanted=${row#*|}
    got=$(timeout 60 zsh -f "$work/ask.zsh" "$work/zsh" "$line" |
      sed -n 's/.*FOUND:\(.*\):.*/\1/p' | LC_ALL=C sort -u | paste -s -d ' ')
    case " $got " in
      *" $wanted "*) ;;
      *) wrong "zsh: \`$line\` gives \`$got\`, not \`$wanted\`" ;;
    esac
  done
fi
if command -v fish >/dev/null; then
  fish --no-execute "$work/fish"
  for row in "${rows[@]}"; do
    line=${row%%|*} wanted=${row#*|}
    got=$(fish --no-config -c "source $work/fish; complete -C '$line'" |
      cut -f1 | LC_ALL=C sort | paste -s -d ' ')
    case " $got " in
      *" $wanted "*) ;;
      *) wrong "fish: \`$line\` gives \`$got\`, not \`$wanted\`" ;;
    esac
  done
fi
